"""Model families, one module each: what is fitted, sampled, pooled and weighed."""
