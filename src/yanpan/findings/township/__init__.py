"""What the township's report states beyond its villages: counts, totals, common themes, measures that answer gaps."""
