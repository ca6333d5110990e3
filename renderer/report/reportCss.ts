/// <reference path="../theme/css.d.ts" />
/** The style of the report file: the very sheets the window loads, then the page's own. */
import base from '../theme/base.css?inline';
import tokens from '../theme/tokens.css?inline';
import charts from '../charts/charts.css?inline';
import page from './report.css?inline';

/** Goes into the file's one `style` element. */
export const reportCss: string = [tokens, base, charts, page].join('\n');
