-- pandoc started once for many documents: a request a line of JSON on the input, an answer a line of JSON on the output.
-- Started in this folder; a request names the folder that it is about, where `out` is written. The document read last is
-- kept, so that a second format of it need not be read again.
local filters = { typst = dofile('typst.lua'), docx = dofile('docx.lua') }
local document

local function slurp(name)
  local file = assert(io.open(name, 'rb'))
  local text = file:read('a')
  file:close()
  return text
end

-- Identifiers, links to them and pictures by their other names.
local function renaming(names)
  local function renamed(element)
    local name = names[element.identifier]
    if name then
      element.identifier = name
      return element
    end
  end
  local filter = { traverse = 'typewise' }
  for _, kind in ipairs({ 'Div', 'Span', 'Header', 'Table', 'Figure', 'Code', 'CodeBlock' }) do filter[kind] = renamed end
  filter.Link = function(link)
    link.identifier = names[link.identifier] or link.identifier
    link.target = link.target:gsub('^#(.*)$', function(id) return '#' .. (names[id] or id) end)
    return link
  end
  filter.Image = function(image)
    image.identifier = names[image.identifier] or image.identifier
    image.src = names[image.src] or image.src
    return image
  end
  return filter
end

local function answer(request)
  if request.source then
    document = nil
    document = pandoc.read(slurp(request.source), request.from)
  end
  local made = document
  if next(request.names) then made = made:walk(renaming(request.names)) end
  for _, filter in ipairs(filters[request.filter] or {}) do made = made:walk(filter) end
  local written = pandoc.write(made, request.to, request.options)
  local file = assert(io.open('out', 'wb'))
  file:write(written)
  assert(file:close())
end

for line in io.lines() do
  local request = pandoc.json.decode(line, false)
  local done, trouble = pcall(pandoc.system.with_working_directory, request.folder, function() answer(request) end)
  io.write(pandoc.json.encode({ done = done, trouble = done and '' or tostring(trouble) }), '\n')
  io.flush()
end
