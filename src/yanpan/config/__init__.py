"""What the office sets: folders, the round, the policy, the phrases. Read from YAML, checked completely, frozen."""
