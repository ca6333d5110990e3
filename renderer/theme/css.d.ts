/** Style sheets imported as text, for the projects that do not load the types of Vite. */
declare module '*.css?inline' {
  const text: string;
  export default text;
}
