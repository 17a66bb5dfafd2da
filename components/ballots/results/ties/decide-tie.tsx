"use client";

import dynamic from "next/dynamic";

/** `TieForm`, fetched for organizers who have a tie to decide: each page of a ballot would load it. */
export const DecideTie = dynamic(() => import("./tie-form").then(({ TieForm }) => TieForm));
