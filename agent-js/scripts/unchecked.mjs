// Stands in for noble's utils.js in the bundle: the same without the checks of arguments, which here come from this
// package alone. A name that a later noble wants more fails the build.
export const clean = (...arrays) => arrays.forEach((array) => array.fill(0));
export const createView = ({ buffer, byteOffset, byteLength }) => new DataView(buffer, byteOffset, byteLength);
export const abytes = () => undefined;
export const aexists = abytes;
export const aoutput = abytes;
// Wanted by hashes that are not in the bundle.
export const createHasher = abytes;
export const oidNist = abytes;
export const rotr = abytes;
