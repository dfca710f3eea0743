import { createRelock } from './relock.js';

// What `<script src=".../relock/relock.js">` runs. The gateway is where the script came from.
const { src, dataset } = document.currentScript as HTMLScriptElement;
(window as Partial<Window>).relock ??= createRelock({
  base: new URL('.', src),
  cookiePair: 'cookiePair' in dataset,
  origins: dataset['origins']?.split(' ') ?? [],
});
