/** Both text faces, before anything is measured: WebKitGTK does not lay grid columns out again when a font arrives. */
const PATIENCE = 1_500;

export async function fontsReady(): Promise<void> {
  const faces = ['400 16px "Vollkorn"', '500 28px "Vollkorn"', '400 14px "Source Sans 3"'];
  const loaded = Promise.all(faces.map((face) => document.fonts.load(face)));
  const enough = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  await Promise.race([loaded, enough]).catch(() => undefined);
}
