"""Who comes in and looks at what: link, viewer, district, filters, the view."""
