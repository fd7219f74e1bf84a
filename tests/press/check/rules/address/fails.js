fetch("http://nas.local/x"); // expect: "nas.local is a private host"
var u = "//10.0.0.1/"; // expect: "10.0.0.1"
