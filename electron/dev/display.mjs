/** Where a window can appear: the person's display, or an invisible one for tests. */
import { spawn } from 'node:child_process';

/** True where a window can be opened. macOS and Windows always have a display for a logged-in user. */
export function hasDisplay(platform = process.platform, env = process.env) {
  return platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

/** How long Xvfb may take to say its display number. */
const startLimitMs = 20_000;

/**
 * Starts Xvfb on a free display.
 * @returns {Promise<{ display: string, stop: () => void }>} `display` is the value for DISPLAY
 */
export function startXvfb() {
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'];
    const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const limit = setTimeout(() => {
      child.kill();
      reject(new Error(`Xvfb gave no display within ${startLimitMs / 1000} s.`));
    }, startLimitMs);
    const stop = () => {
      child.kill();
    };
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)));
    let number = '';
    child.stdio[3]?.on('data', (chunk) => {
      number += String(chunk);
      if (!number.includes('\n')) return;
      clearTimeout(limit);
      resolve({ display: `:${number.trim()}`, stop });
    });
  });
}
