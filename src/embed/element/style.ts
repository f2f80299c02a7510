/** The element's own look: a box as large as what the frame shows. `:host` may be styled from outside. */
export const style = `:host{display:block;position:relative;min-width:0}
:host([hidden]){display:none}
iframe{display:block;width:100%;height:var(--mh-height,132px);border:0;background:none;color-scheme:inherit}
button,p{font:14px/1.45 var(--mh-font,system-ui,sans-serif);color:var(--mh-color,inherit);margin:0}
button{width:100%;min-height:var(--mh-height,132px);border:1.5px dashed var(--mh-border,#8d8a82);border-radius:var(--mh-radius,12px);background:none;cursor:pointer}
p{padding:12px;border:1px solid #c33;border-radius:var(--mh-radius,12px)}
p button{all:unset;cursor:pointer;text-decoration:underline;margin-inline-start:.5em}
p button:focus-visible{outline:2px solid}`;
