const nothing = (): void => undefined;

/** A log that says nothing. */
export const quiet = { debug: nothing, info: nothing, warn: nothing, error: nothing };
