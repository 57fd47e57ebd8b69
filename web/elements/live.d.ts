/** What a page says at run time, in both languages, without its prose: made by `vite.config.ts`. */
declare module "live:*" {
  const strings: any;
  export default strings;
}
