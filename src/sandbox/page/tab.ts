/** This page until it is closed or loaded anew; what is opened here is shown nowhere else. */
export const TAB = Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) =>
  part.toString(36),
).join('-');
