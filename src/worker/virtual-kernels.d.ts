/** Made by vite-kernels.ts: the address of the kernels' WebAssembly. */
declare module 'virtual:kernels' {
  const url: string;
  export default url;
}
