// The pages, built into dist/web and served by the service itself: no other origin, no inline script or style.
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: 'public',
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rollupOptions: { input: ['index.html', 'app.html', 'launch.html'].map((page) => `${import.meta.dirname}/${page}`) },
  },
});
