print("sccpfixtures")
