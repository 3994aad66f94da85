"""What people see: views, the review's steps, dialogs and widgets."""
