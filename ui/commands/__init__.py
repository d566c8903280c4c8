"""Commands: declared once; menus, shortcuts, palette and shortcut sheet are made from them."""
