-- Gives Word styles instead of direct formatting, and formulas it can edit.
local styles = { kept = 'Kept Text', last = 'Last Text', note = 'Note', missing = 'Missing', lead = 'Lead', address = 'Address', signed = 'Signed', dated = 'Dated',
  copymark = 'Copy Mark', agency = 'Agency Mark', docnumber = 'Document Number', docnumbersigned = 'Document Number Signed', attached = 'Annex List', attachedmore = 'Annex List More', imprint = 'Imprint' }

local function styled(name)
  return function(element) return pandoc.Span(element.content, { ['custom-style'] = name }) end
end

return {
  { Strong = styled('Strong'),
    Emph = styled('Emphasis'),
    Span = function(span)
      if span.classes:includes('fill') then return pandoc.RawInline('openxml', '<w:r><w:tab/></w:r>') end
      if not span.classes:includes('math') then return nil end
      local kind = span.classes:includes('display') and 'DisplayMath' or 'InlineMath'
      return pandoc.Math(kind, pandoc.utils.stringify(span))
    end,
    Div = function(div)
      for _, class in ipairs(div.classes) do
        if styles[class] then
          div.attributes['custom-style'] = styles[class]
          return div
        end
      end
    end,
  },
}
