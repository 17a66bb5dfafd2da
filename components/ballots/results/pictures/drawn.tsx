"use client";

import dynamic from "next/dynamic";

// The chart library would be loaded by each page of a ballot, also while it is open and shows no chart.

/** `Bars`, fetched when it is shown. */
export const Bars = dynamic(() => import("./bars").then(({ Bars }) => Bars));
/** `Lines`, fetched when it is shown. */
export const Lines = dynamic(() => import("./lines").then(({ Lines }) => Lines));
/** `ShareBars`, fetched when it is shown. */
export const ShareBars = dynamic(() => import("./share-bars").then(({ ShareBars }) => ShareBars));
