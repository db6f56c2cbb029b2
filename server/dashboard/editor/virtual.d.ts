/** Made by the build from the runtime's own declarations and advice. @see server/dashboard/vite-sandbox.ts */
declare module 'virtual:ferry-sandbox' {
  export const sandbox: import('./types/sandbox.ts').Sandbox
}
