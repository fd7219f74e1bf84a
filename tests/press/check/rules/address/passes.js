this.local = e.internal; var version = "10.1.2"; // no host
