/** What the tools of this folder say to the person at the terminal. */

/** One line to the person at the terminal. @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** Says why and ends the program with code 1. @param {string} why @returns {never} */
export function stop(why) {
  say(why);
  process.exit(1);
}
