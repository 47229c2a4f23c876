"""What a filing is: its frozen value, its text and number rules, its JSON form. Pure."""
