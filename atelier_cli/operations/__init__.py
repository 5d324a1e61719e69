"""The use cases: where the half that knows sheets and the half that knows rows meet. No terminal."""
