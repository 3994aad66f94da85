"""What customers said: logged, imported, followed up, erased."""
