/** Codes and ids: printable ASCII without spaces. */
export const identifier = /^[!-~]{1,128}$/;

/** A photo is named by the SHA-256 of its bytes. */
export const photoId = /^[0-9a-f]{64}$/;
