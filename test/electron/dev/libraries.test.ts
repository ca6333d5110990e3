import { describe, expect, it } from 'vitest';
import { advice, missingIn, packagesFor, sandboxProblem } from '../../../electron/dev/libraries.mjs';

const lddOutput = `	linux-vdso.so.1 (0x00007ffd0a5f2000)
	libffmpeg.so => /opt/electron/libffmpeg.so (0x00007f1d2a400000)
	libnss3.so => not found
	libgtk-3.so.0 => not found
	libasound.so.2 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1d29e00000)
`;
const afterTimeChange = (name: string): boolean =>
  ['libgtk-3-0t64', 'libasound2t64', 'libnss3', 'xvfb'].includes(name);
const beforeTimeChange = (name: string): boolean =>
  ['libgtk-3-0', 'libasound2', 'libnss3', 'xvfb'].includes(name);

describe('missingIn', () => {
  it('takes the libraries that ldd does not find, and only those', () => {
    expect(missingIn(lddOutput)).toEqual(['libnss3.so', 'libgtk-3.so.0', 'libasound.so.2']);
    expect(missingIn('	not a dynamic executable\n')).toEqual([]);
  });
});

describe('packagesFor', () => {
  const missing = [...missingIn(lddOutput), 'libnssutil3.so', 'libpango-1.0.so.0', 'Xvfb'];

  it('follows the names of the release, each once', () => {
    expect(packagesFor(missing, 'debian', beforeTimeChange)).toEqual([
      'libnss3',
      'libgtk-3-0',
      'libasound2',
      'xvfb',
    ]);
    expect(packagesFor(missing, 'debian', afterTimeChange)).toEqual([
      'libnss3',
      'libgtk-3-0t64',
      'libasound2t64',
      'xvfb',
    ]);
  });

  it('gives the older name when the lists know neither', () => {
    expect(packagesFor(['libgtk-3.so.0'], 'debian', () => false)).toEqual(['libgtk-3-0']);
  });

  it('knows Fedora and Arch', () => {
    expect(packagesFor(missing, 'fedora', () => true)).toEqual([
      'nss',
      'gtk3',
      'alsa-lib',
      'xorg-x11-server-Xvfb',
    ]);
    expect(packagesFor(missing, 'arch', () => true)).toEqual(['nss', 'gtk3', 'alsa-lib', 'xorg-server-xvfb']);
  });
});

describe('advice', () => {
  it('names what is missing and a command for each family', () => {
    const text = advice(['libnss3.so', 'Xvfb'], beforeTimeChange);
    expect(text).toContain('missing here: libnss3.so, Xvfb');
    expect(text).toContain('sudo apt-get install libnss3 xvfb');
    expect(text).toContain('sudo dnf install nss xorg-x11-server-Xvfb');
    expect(text).toContain('sudo pacman -S nss xorg-server-xvfb');
  });
});

describe('sandboxProblem', () => {
  const seen = { restricted: '1\n', helperMode: 0o100755, helperOwner: 1000, folder: '/opt/electron' };

  it('tells how to give the helper to root where user namespaces are forbidden', () => {
    expect(sandboxProblem(seen)).toContain('sudo chmod 4755 /opt/electron/chrome-sandbox');
    expect(sandboxProblem({ ...seen, helperMode: undefined, helperOwner: undefined })).toContain(
      'chown root',
    );
  });

  it('is silent where they are allowed, unknown, or the helper is right', () => {
    expect(sandboxProblem({ ...seen, restricted: '0\n' })).toBeUndefined();
    expect(sandboxProblem({ ...seen, restricted: undefined })).toBeUndefined();
    expect(sandboxProblem({ ...seen, helperMode: 0o104755, helperOwner: 0 })).toBeUndefined();
  });
});
