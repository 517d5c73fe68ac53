"""How the campaign was begun: launches, plans, contact points, books, the office itself."""
