// The pages, built into dist/web and served by the service itself: no other origin, no inline script or style.
import { defineConfig } from 'vite';

/** The service's own rooms do nothing when they are merely loaded, so what a page does not use of them is left out of it. */
const treeshake = { moduleSideEffects: (id: string): boolean => !/\/src\/(engine|fhir-mapping|hooks)\//.test(id) };

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: 'public',
  worker: { format: 'es', rollupOptions: { treeshake } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    // The rulebook is a page of the service itself; only its search is packed here.
    rollupOptions: { treeshake, input: ['index.html', 'app.html', 'launch.html', 'rulebook/main.ts'].map((page) => `${import.meta.dirname}/${page}`), output: { entryFileNames: (chunk) => (chunk.facadeModuleId?.endsWith('/rulebook/main.ts') === true ? 'assets/rulebook-[hash].js' : 'assets/[name]-[hash].js') } },
  },
});
