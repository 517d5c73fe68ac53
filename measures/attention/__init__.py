"""Who needs a call and what to say of the district: rules, inference, findings."""
