"""Facts from tables and analysis, and the rules that decide which statement about them is made.

Pure. A rule looks at one subject and hands back findings; how a finding is worded stands in `params/phrases.yml`.
"""
