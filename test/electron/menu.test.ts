import { expect, test } from 'vitest';
import { menuTemplate } from '../../electron/menu.ts';

function itemsOf(platform: NodeJS.Platform, developing: boolean) {
  const commands: string[] = [];
  const template = menuTemplate({
    platform,
    developing,
    command: (name) => commands.push(name),
    about: () => {},
    checkNetwork: () => {},
  });
  const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  return { commands, items };
}

test('undo, redo, open and generate go to the window, which hears their keys itself', () => {
  const { commands, items } = itemsOf('linux', false);
  for (const label of ['Undo', 'Redo', 'Open a table…', 'Generate']) {
    const item = items.find((each) => each.label === label);
    expect(item?.registerAccelerator).toBe(false);
    item?.click?.(null as never, undefined, null as never);
  }
  expect(commands).toEqual(['undo', 'redo', 'choose', 'run']);
});

test('nothing loads or reloads a page, and developer tools come with developing only', () => {
  const roles = (developing: boolean) => itemsOf('darwin', developing).items.map(({ role }) => role);
  expect(roles(false)).not.toContain('reload');
  expect(roles(false)).not.toContain('toggleDevTools');
  expect(roles(true)).toContain('toggleDevTools');
});
