/** Codes and ids: printable ASCII without spaces. */
export const identifier = /^[!-~]{1,128}$/;
