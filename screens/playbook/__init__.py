"""View 6, Playbook: the framework's advice for each stage."""
