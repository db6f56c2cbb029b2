/** Vite’s configuration for the dashboard. @module */
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'
import { ferrySandbox } from './vite-sandbox.ts'

/** URL path of the whole dashboard; the router uses the same. */
const BASE = '/dashboard/'

/**
 * @param options.out_dir absolute path; the folder is emptied first
 * @param options.kit includes the page that shows every component, for developers
 */
export function viteConfig({ out_dir, kit }: { out_dir: string; kit: boolean }): InlineConfig {
  return {
    configFile: false,
    root: import.meta.dirname,
    base: BASE,
    logLevel: 'warn',
    plugins: [react(), ferrySandbox()],
    define: { __KIT__: JSON.stringify(kit) },
    worker: { format: 'es', plugins: () => [ferrySandbox()] },
    build: {
      outDir: out_dir,
      emptyOutDir: true,
      target: 'es2023',
      // Inlined assets would need exceptions in the security header.
      assetsInlineLimit: 0,
      // One file for all pages: each page's few lines of style would cost a request, and pack badly alone.
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 6_000,
    },
  }
}
