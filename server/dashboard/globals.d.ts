/** Whether the page of all components is in this build. @see server/dashboard/vite.ts */
declare const __KIT__: boolean
