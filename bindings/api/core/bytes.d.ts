/** The bytes of the module, which the build puts into a script. */
export default function bytes(): ArrayBuffer;
