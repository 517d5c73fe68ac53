"""What a person says beside a file at a terminal: answers, layouts, times of arrival."""
