/** The element's own look: a box as large as what the frame shows. `:host` may be styled from outside. */
export const style = `:host{display:block;min-width:0}
:host([hidden]){display:none}
iframe{display:block;width:100%;height:var(--mh-height,132px);border:0}
button,p{font:14px/1.45 var(--mh-font,system-ui);color:var(--mh-color,inherit);margin:0;border:1.5px dashed var(--mh-border,#8d8a82);border-radius:var(--mh-radius,12px)}
button{width:100%;min-height:var(--mh-height,132px);background:none;cursor:pointer}
p{padding:12px;border:1px solid #c33}
p~iframe{display:none}
p button{all:revert;margin:0 .5em}`;
