// electron-builder's electronDist: the folder of the Electron to pack.
module.exports = async () => {
  const { electronRuntime } = await import('./electron-runtime.mjs');
  return (await electronRuntime()).dist;
};
