"""When and where: resources, hours, appointments."""
