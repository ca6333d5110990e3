declare const __UNDERSTUDY_VERSION__: string | undefined;

/** The version in package.json; the build puts it in, a run from source files has none. */
export const version = typeof __UNDERSTUDY_VERSION__ === 'string' ? __UNDERSTUDY_VERSION__ : '0.0.0';
