"""How far does study reach, by type, group and week, against the plan? Who is not reached?"""
