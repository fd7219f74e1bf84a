"""What several figures of this article share, and no other: loops, learned recursions, the photocopier, the palette."""
