"""What a person does in a browser. A package, so that browser and explorer run for these tests and no longer."""
