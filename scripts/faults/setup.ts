import fc from "fast-check";

// A fault is found with the first example of it: looking for a smaller one would take most of the time.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
