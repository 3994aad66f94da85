"""Other tools' boards: lists with their cards."""
