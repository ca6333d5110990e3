/** The engine as an Electron utility process. */
import { type Session, utilityProcess } from 'electron';
import type { StartEngine } from './host.ts';
import type { FromEngine } from './messages.ts';

/** Variables the engine may see; the rest of the environment stays out (proxies, options for Node, secrets). */
const environment = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LANG',
  'LC_ALL',
  'TZ',
  'SystemRoot',
  'USERPROFILE',
];

/** @param engineFile the bundle of `process.ts` @param session requests of the process go through its blocked network */
export function engineStarter(engineFile: string, session: Session): StartEngine {
  return ({ onMessage, onExit }) => {
    const env = Object.fromEntries(
      environment.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    );
    const child = utilityProcess.fork(engineFile, [], {
      serviceName: 'Understudy engine',
      stdio: 'inherit',
      env,
      session,
    });
    let over = false;
    child.on('message', (message: FromEngine) => {
      if (!over) onMessage(message);
    });
    child.on('exit', (code) => {
      over = true;
      onExit(code);
    });
    return {
      post: (message) => {
        if (!over) child.postMessage(message);
      },
      kill: () => {
        if (!over) child.kill();
      },
    };
  };
}
