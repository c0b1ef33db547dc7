-- Makes pandoc's Typst say exactly what the HTML said: every punctuation mark escaped, descriptions kept.
local stringify = pandoc.utils.stringify

local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('%s+', ' ') .. '"'
end

local function raw(text) return pandoc.RawInline('typst', text) end

local marks = { kept = true, last = true, note = true, missing = true, lead = true, address = true, signed = true, dated = true, copymark = true, agency = true, docnumber = true, docnumbersigned = true, attached = true, attachedmore = true, imprint = true }

local endless = string.rep('[%w%p]', 21)

-- Long words without a space may break anywhere: nothing runs over the margin, and no line is left half empty.
local function breakable(word)
  return (word:gsub('.', '%0\u{200B}'))
end

-- The source under a table becomes its foot, repeated as the head is, so that it never stands alone on the next page.
local function foot_of(element, note)
  local cell = pandoc.Cell(note.content, 'AlignLeft', 1, #element.colspecs, { ['typst:stroke'] = 'none' })
  element.foot = pandoc.TableFoot({ pandoc.Row({ cell }) })
  element.attributes.noted = 'yes'
  return element
end

local function is_note(block) return block and block.t == 'Div' and block.classes:includes('note') end

return {
  { Blocks = function(blocks)
      local kept = pandoc.List()
      for place, block in ipairs(blocks) do
        local above, below = blocks[place - 1], blocks[place + 1]
        local noted = block.t == 'Table' and #block.foot.rows == 0 and is_note(below)
        if noted then kept:insert(foot_of(block, below))
        elseif not (is_note(block) and above and above.t == 'Table' and above.attributes.noted) then kept:insert(block) end
      end
      return kept
    end,
  },
  { Image = function(image)
      local width = image.attributes.width and tonumber((image.attributes.width:gsub('px', '')))
      local size = width and (', width: ' .. string.format('%.2f', width * 0.75) .. 'pt') or ''
      return raw('#image(' .. quoted(image.src) .. ', alt: ' .. quoted(image.attributes.alt or stringify(image.caption)) .. size .. ')')
    end,
    Span = function(span)
      if span.classes:includes('fill') then return raw('#h(1fr)') end
      if not span.classes:includes('math') then return nil end
      local display = span.classes:includes('display')
      local tex = span.attributes.tex or stringify(span)
      local formula = pandoc.Math('InlineMath', tex)
      local body = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ formula }) }), 'typst'):gsub('%s+$', '')
      -- What pandoc cannot read comes back as text: the source is shown, nothing is lost.
      if body:sub(1, 1) ~= '$' then return pandoc.Code(tex) end
      return raw('#math.equation(block: ' .. tostring(display) .. ', alt: ' .. quoted(tex) .. ', ' .. body .. ')')
    end,
  },
  { Code = function(code)
      code.text = code.text:gsub(endless .. '+', breakable)
      return code
    end,
    CodeBlock = function(code)
      code.text = code.text:gsub(string.rep('[%w%p]', 61) .. '+', breakable)
      return code
    end,
    Str = function(element)
      if not element.text:find('%p') and not element.text:find(endless) then return nil end
      local text = element.text:gsub(endless .. '+', breakable)
      return raw((text:gsub('%p', '\\%0')))
    end },
  { Header = function(header)
      return header:walk({ LineBreak = function() return raw('#linebreak()') end })
    end,
    Div = function(div)
      for _, class in ipairs(div.classes) do
        if marks[class] then
          local blocks = pandoc.List({ pandoc.RawBlock('typst', '#' .. class .. '[') })
          blocks:extend(div.content)
          blocks:insert(pandoc.RawBlock('typst', ']'))
          return blocks
        end
      end
      return div.content
    end,
    Table = function(element)
      for _, row in ipairs(element.head.rows) do
        for _, cell in ipairs(row.cells) do
          cell.contents = cell.contents:walk({ Plain = function(plain) return pandoc.Plain({ pandoc.Strong(plain.content) }) end })
        end
      end
      if element.classes:includes('packed') then element.attributes['typst:text:size'] = '8pt' end
      if element.classes:includes('dense') then element.attributes['typst:text:size'] = '9pt' end
      local code = pandoc.write(pandoc.Pandoc({ element }), 'typst')
      code = code:gsub('table%.cell%(align: (%a+)', 'table.cell(align: %1 + horizon')
      local packed = element.classes:includes('packed')
      local whole, rows = element.classes:includes('whole'), element.classes:includes('rows')
      if packed then code = '#packed[\n' .. code .. '\n]' end
      return pandoc.RawBlock('typst', (whole and '#whole[' or rows and '#rows[' or '#[') .. '\n' .. code .. '\n]')
    end,
  },
}
