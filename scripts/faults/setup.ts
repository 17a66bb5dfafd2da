import fc from "fast-check";

// The first failing example is enough to find a fault; shrinking it would take most of the time.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
